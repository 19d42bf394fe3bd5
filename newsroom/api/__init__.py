"""The API: the record for whoever wants to build on it. Puts the routers of the apps together.

Everything is read from where the pages read it, asked by the parameters of the pages
(`articles.filters`), and answered under the same validators (`newsroom.middleware`).
"""

from django.views.decorators.http import require_safe
from ninja.errors import HttpError
from ninja.openapi.docs import Swagger

from articles.api import router as articles_router
from newsroom.api.limits import PerAddress
from newsroom.api.openapi import DESCRIPTION, DescribedAPI
from newsroom.api.problems import problem
from newsroom.api.search import router as search_router
from people.api import router as people_router


class Docs(Swagger):
    template = "newsroom/api/docs.html"


api = DescribedAPI(
    title="Newsroom API",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs=Docs(),
    docs_url="/",
    docs_decorator=require_safe,
    throttle=PerAddress(),
)
for router in (articles_router, people_router, search_router):
    api.add_router("", router)


@api.exception_handler(HttpError)
def refused(request, error):
    return problem(request, error.status_code, str(error))
