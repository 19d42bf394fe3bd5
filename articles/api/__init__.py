"""What the API tells of articles, outlets and tags; and how any list of it is asked and answered.

The address of the data is that of the page, with `/api/v1` in front of it. `newsroom.api` puts
this router and that of `people` together.
"""

from articles.api.endpoints import router

__all__ = ["router"]
