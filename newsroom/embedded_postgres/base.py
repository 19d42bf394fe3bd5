"""Django's PostgreSQL backend, on a server that it starts itself."""

from contextlib import contextmanager

from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from .client import DatabaseClient
from .programs import ServerError
from .server import server_in


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    @property
    def server(self):
        return server_in(self.settings_dict["HOST"])

    def get_connection_params(self) -> dict:
        """Join the server first: where its socket is can depend on where its files fit."""
        with server_errors_as_database_errors():
            self.server.join()
        return super().get_connection_params() | {"host": str(self.server.socket_directory)}

    def get_new_connection(self, conn_params):
        """Connect; when that fails make sure that the server runs and try once more.

        In this order a running server costs a new connection next to nothing.
        """
        try:
            connection = super().get_new_connection(conn_params)
        except base.Database.OperationalError:
            with server_errors_as_database_errors():
                self.server.start()
            connection = super().get_new_connection(conn_params)
        self.server.ensure_guardian()
        return connection


@contextmanager
def server_errors_as_database_errors():
    try:
        yield
    except (ServerError, OSError) as error:
        raise OperationalError(str(error)) from error
