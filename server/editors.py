"""Who may change the graph by GraphQL: whoever sends the editor token."""

from hmac import compare_digest

from starlette.requests import Request

from graph.errors import Forbidden


class NotAnEditor(Forbidden):
    """Mutations are not for this request; `status` is the HTTP status to answer with."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Editors:
    """Knows editors by their token."""

    def __init__(self, token: str) -> None:
        """Take the token of the settings; none where it is empty."""
        self._token = token.encode()

    def check(self, request: Request) -> None:
        """Return if an editor asks. Raises NotAnEditor: 403 where no token is set, 401 for a wrong one."""
        if not self._token:
            raise NotAnEditor(
                403, "this server takes no mutations; set CONTENT_GRAPH_EDITOR_TOKEN where it is started"
            )
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not compare_digest(given.strip().encode(), self._token):
            raise NotAnEditor(
                401, "a mutation needs the header Authorization: Bearer with the server's editor token"
            )
