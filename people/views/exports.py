"""The record, to take elsewhere."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.exporters import FORMATS, Chosen


@require_safe
def exports(request):
    """The formats, each with the filters of this page's own address."""
    chosen = Chosen.of(request)
    context = {
        "formats": FORMATS.values(),
        "query": request.GET.urlencode(),
        "notices": chosen.notices,
        "is_everything": chosen.is_everything and not chosen.as_of,
    }
    return render(request, "people/exports.html", context)


@require_safe
def export(request, name):
    """One format as a download that starts at once; 400 to a filter that is not understood."""
    if name not in FORMATS:
        raise Http404
    chosen = Chosen.of(request)
    if chosen.refusal:
        return HttpResponse(chosen.refusal, status=400, content_type="text/plain")
    response = StreamingHttpResponse(
        FORMATS[name].write(chosen) if request.method == "GET" else (),
        content_type=FORMATS[name].content_type,
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
