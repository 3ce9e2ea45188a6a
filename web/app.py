"""The web application: the Danish pages, the JSON API and what else machines read, over one SearchEngine."""

from __future__ import annotations

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from search_engine.engine import SearchEngine
from search_engine.settings import Settings
from web import (
    admission,
    api,
    assets,
    caching,
    compression,
    feedback,
    headers,
    information,
    machines,
    maintenance,
    pages,
    privacy,
    problems,
)
from web.statistics import Statistics


def create_app(engine: SearchEngine, settings: Settings | None = None) -> Flask:
    """
    An application without cookies and sessions. Of a visit it keeps the answer, in memory for a while, and what is
    counted of nobody.

    It answers whether or not there is an index; without one, every page says what to do.
    """
    settings = settings or Settings()
    app = Flask(__name__, static_folder=None)  # assets.py serves them
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False  # a document's id is taken as it stands
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    assert isinstance(app.json, DefaultJSONProvider)
    app.json.ensure_ascii = app.json.sort_keys = False

    privacy.install(app, settings)  # first, so that it times everything
    problems.install(app)
    headers.install(app)
    caching.install(app, engine)  # before compression: what is kept is kept as it is sent
    compression.install(app)
    admission.install(app)  # last: what caching answers need not wait
    assets.install(app)
    statistics = Statistics(settings.data, on=settings.statistics)
    feedback.install(app, statistics)
    app.register_blueprint(pages.blueprint(engine, settings))
    app.register_blueprint(api.blueprint(engine, settings))
    app.register_blueprint(machines.blueprint(engine, settings))
    app.register_blueprint(feedback.blueprint(engine, statistics))
    app.register_blueprint(information.blueprint(engine, settings))
    app.register_blueprint(maintenance.blueprint(engine, settings, statistics))
    return app
