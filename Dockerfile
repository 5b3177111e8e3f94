# One image for web, worker, beat and migrations. Nothing in it runs as root.

FROM node:22-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.12-slim AS packages
COPY requirements/runtime.txt /build/runtime.txt
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: \
    -r /build/runtime.txt

FROM python:3.12-slim
# What WeasyPrint needs: Pango, HarfBuzz' subsetter and fonts.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core fonts-liberation \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app \
 && install -d -o app -g app -m 0700 /srv/uploads /srv/checkpoints /srv/state
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
COPY --from=assets /build/node_modules node_modules
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp/cache \
    DJANGO_SETTINGS_MODULE=lscp.settings \
    MEDIA_ROOT=/srv/uploads \
    AUDIT_CHECKPOINT_DIR=/srv/checkpoints \
    STATE_DIR=/srv/state
RUN BUILDING=1 python manage.py collectstatic --no-input && rm -rf node_modules
USER app
EXPOSE 8000
CMD ["gunicorn", "lscp.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--threads=4", "--worker-tmp-dir=/dev/shm", \
     "--timeout=60", "--graceful-timeout=30", "--max-requests=2000", "--max-requests-jitter=200", "--no-control-socket"]
