# Fundstelle as an image: the program in a virtual environment on a slim Python, and nothing that builds.
# The tag can be pinned: --build-arg PYTHON_IMAGE=python:3.11-slim-bookworm@sha256:...
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ONLY_BINARY=:all:
WORKDIR /src

# Dependencies first: they change less often than the program, so most builds take them from the cache.
COPY requirements/app.txt requirements/build.txt requirements/
RUN python -m venv --without-pip /opt/fundstelle \
 && python -m venv /opt/build \
 && /opt/build/bin/pip --python /opt/fundstelle/bin/python install --quiet --no-compile --require-hashes -r requirements/app.txt \
 && /opt/build/bin/pip install --quiet --require-hashes -r requirements/build.txt \
 && find /opt/fundstelle/lib -type d -name tests -prune -exec rm -r {} +

COPY pyproject.toml README.md LICENSE NOTICE ./
COPY mappings mappings
COPY archive archive
COPY indexer indexer
COPY search_api search_api
COPY ui ui
COPY fundstelle fundstelle
# The root file system is read-only later on, so what Python would compile at each start is compiled here.
RUN /opt/build/bin/python -m hatchling build -t wheel -d /dist \
 && /opt/build/bin/pip --python /opt/fundstelle/bin/python install --quiet --no-compile --no-deps --no-index /dist/*.whl \
 && /opt/fundstelle/bin/python -m compileall -q --invalidation-mode unchecked-hash /opt/fundstelle/lib

FROM ${PYTHON_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Fundstelle" \
      org.opencontainers.image.description="Search engine over an article archive" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

RUN groupadd --gid 10001 fundstelle \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin fundstelle \
 && install -d -o 10001 -g 10001 -m 0750 /var/lib/fundstelle
COPY --from=build /opt/fundstelle /opt/fundstelle

ENV PATH=/opt/fundstelle/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SQLITE_TMPDIR=/var/lib/fundstelle \
    FUNDSTELLE_DATA_DIR=/var/lib/fundstelle \
    FUNDSTELLE_HOST=0.0.0.0
USER 10001:10001
WORKDIR /var/lib/fundstelle
VOLUME /var/lib/fundstelle
EXPOSE 8000
# As Ctrl-C does: serving answers what is open, jobs keep what is done.
STOPSIGNAL SIGINT
# Alive, not ready: before the first `fundstelle index` there is nothing to be ready with (/readyz tells).
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-I", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('FUNDSTELLE_PORT') or 8000), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["fundstelle"]
CMD ["serve"]
