"""`manage.py dbshell`, with the psql that comes with the server."""

from django.db.backends.postgresql import client

from . import programs
from .server import server_in


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        """psql's arguments and environment, with the server running when they are returned."""
        server = server_in(settings_dict["HOST"])
        server.start()
        arguments, environment = super().settings_to_cmd_args_env(
            settings_dict | {"HOST": str(server.socket_directory)}, parameters
        )
        return [str(programs.installed() / "psql"), *arguments[1:]], environment
