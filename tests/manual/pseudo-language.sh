#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pseudo-language.sh POT LOCALEDIR
#
# Makes a language "xx" out of the English words, a third longer and full of accents: whatever is
# clipped, or still plain English, shows at a glance. LOCALEDIR is that of the build (meson
# configure says: prefix and localedir). Nothing of it belongs into the repository. Then:
#
#   LANGUAGE=xx LC_ALL=en_GB.UTF-8 tests/with-display tests/manual/look.py IBID ARTICLE FOLDER
set -eu
[ $# = 2 ] || { echo "usage: $0 POT LOCALEDIR" >&2; exit 2; }
folder=$2/xx/LC_MESSAGES
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkdir -p "$folder"
msgen --no-wrap "$1" -o "$room/en.po"
# what printf, markup and Pango read stays as it is; %u and its kind have a vowel
cat >"$room/stretch" <<'END'
/[<&]/b
s/%\([^a-zA-Z ]*[lz]\{0,1\}\)u/%\1@1@/g
s/%\([^a-zA-Z ]*[lz]\{0,1\}\)i/%\1@2@/g
s/%\([^a-zA-Z ]*[lz]\{0,1\}\)e/%\1@3@/g
s/[a]/áá/g;s/[e]/éé/g;s/[i]/ïï/g;s/[o]/öö/g;s/[u]/üü/g
s/A/Á/g;s/E/Ê/g;s/I/Î/g;s/O/Ö/g;s/U/Û/g
s/@1@/u/g
s/@2@/i/g
s/@3@/e/g
END
msgfilter --keep-header --no-wrap -i "$room/en.po" -o "$room/xx.po" sed -f "$room/stretch"
sed -i 's/^"Plural-Forms:.*/"Plural-Forms: nplurals=2; plural=(n != 1);\\n"/' "$room/xx.po"
msgfmt --check-format "$room/xx.po" -o "$folder/ibid.mo"
echo "$folder/ibid.mo"
