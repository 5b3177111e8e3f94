# Sourced by the scripts in bin/: finds Python 3.11 or 3.12 and runs a module of bin/support with it.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export PYTHONPATH="$root/bin${PYTHONPATH:+:$PYTHONPATH}"

suitable() {  # suitable <python>: whether it is there and is 3.11 or 3.12
  "$1" -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' >/dev/null 2>&1
}

find_python() {
  local candidate
  for candidate in "${LSCP_PYTHON:-}" "$root/.venv/bin/python" python3.12 python3.11 python3 python \
    /usr/bin/python3 /usr/local/bin/python3; do
    if [ -n "$candidate" ] && suitable "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  echo "Python 3.11 or 3.12 is needed and was not found: install one of them, or name it with LSCP_PYTHON=/path/to/python." >&2
  return 2
}

python="$(find_python)" || exit 2
