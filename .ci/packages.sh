# SPDX-License-Identifier: GPL-3.0-or-later
#
# Read by ./run and ./check: what Ibid needs of Debian 12, and how that gets there.

# to build it
build_packages="gcc libc6-dev meson ninja-build pkgconf gettext iso-codes desktop-file-utils
  libgtk-4-dev libadwaita-1-dev libwebkitgtk-6.0-dev libjson-glib-dev libicu-dev libedlib-dev
  libenchant-2-dev libmd4c-dev libarchive-dev libgumbo-dev libxml2-dev"

# to see it: icons, and faces for every script of the sample article
look_packages="adwaita-icon-theme librsvg2-common shared-mime-info
  fonts-noto-core fonts-noto-cjk"

# to run it where there is no screen
display_packages="xvfb openbox dbus at-spi2-core"

# to test it
test_packages="$build_packages $look_packages $display_packages
  libasan8 libubsan1 hunspell-en-us clang-format-14 python3 python3-gi python3-jsonschema python3-yaml
  python3-markdown-it python3-mdit-py-plugins gir1.2-atspi-2.0
  appstream libxml2-utils mallard-rng librsvg2-bin libglib2.0-bin
  xdotool x11-utils imagemagick poppler-utils locales
  unzip pandoc tidy python3-html5lib bibutils python3-citeproc citation-style-language-styles citation-style-language-locales"

# missing_packages NAME…: those that are not installed, on one line
missing_packages () {
  local name installed
  # "unknown" ones are complained about on stderr, and are missing
  installed=$(dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' "$@" 2>/dev/null |
              sed -n 's/^installed \([^:]*\).*/\1/p')
  for name in "$@"; do
    case "
$installed
" in
      *"
$name
"*) ;;
      *) printf '%s ' "$name" ;;
    esac
  done
}

# need_packages NAME…: installs what is missing, or says what to do and fails
need_packages () {
  local missing as_root='' log
  if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    # Another system than Debian: the build says by itself what it does not find.
    command -v meson >/dev/null 2>&1 && return 0
    echo "$0: this system has no apt-get. Install Meson, Ninja, a C compiler, gettext and the development" >&2
    echo "  files of GTK 4, libadwaita, WebKitGTK 6.0, json-glib, ICU, md4c, edlib, gumbo, libxml2 and libarchive, then start this again." >&2
    return 1
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "$0: packages are missing, and only root can install them. As root:" >&2
      echo "  apt-get update && apt-get install --no-install-recommends $missing" >&2
      return 1
    fi
    as_root=sudo
  fi

  echo "Installing what is missing: $missing"
  log=$(mktemp "${TMPDIR:-/tmp}/ibid-apt.XXXXXX") || return 1
  # shellcheck disable=SC2086
  if { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update &&
       $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
         install --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return 0
  fi
  tail -n 25 "$log" >&2
  echo "$0: the packages could not be installed; all that apt-get said is in $log" >&2
  return 1
}
