#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""look.py IBID ARTICLE FOLDER [NAME …]: pictures of the window in every look that has to be right.

Run it under tests/with-display. Writes FOLDER/NAME.png for each look below (or those named); open
them and look: is anything clipped, empty, misaligned, unlabelled, untranslated, unreadable?"""
import os
import subprocess
import sys
import time

# name: (width, height, settings, environment)
LOOKS = {
    "light": (1280, 800, {"theme": "'light'"}, {}),
    "dark": (1280, 800, {"theme": "'dark'"}, {}),
    "sepia": (1280, 800, {"theme": "'sepia'"}, {}),
    "sans-wide": (1280, 800, {"face": "'sans'", "line-width": "'wide'"}, {}),
    "middle": (800, 800, {}, {}),
    "narrow": (600, 800, {"theme": "'light'"}, {}),
    "narrow-dark": (600, 800, {"theme": "'dark'"}, {}),
    "large-text": (1280, 800, {}, {"ARGUMENTS": "--text-factor=1.5"}),
    "large-text-narrow": (600, 800, {}, {"ARGUMENTS": "--text-factor=1.5"}),
    "high-contrast": (1280, 800, {}, {"ADW_DEBUG_HIGH_CONTRAST": "1"}),
    "right-to-left": (1280, 800, {}, {"ARGUMENTS": "--right-to-left"}),
    "right-to-left-narrow": (600, 800, {}, {"ARGUMENTS": "--right-to-left"}),
    "plain-text": (1280, 800, {"plain-text": "true"}, {}),
}

# the export dialog, over the window: the same kinds of looks
DIALOGS = {
    "export-" + name: LOOKS[name]
    for name in ("light", "dark", "narrow", "large-text", "large-text-narrow", "high-contrast",
                 "right-to-left", "right-to-left-narrow")
}


def look_at_dialog(command, environment, picture):
    """Opened by its key; the whole screen is taken. With highlights: tests/panels/show-export."""
    with subprocess.Popen(command, env=environment) as ibid:
        time.sleep(8)
        subprocess.run(["xdotool", "key", "--clearmodifiers", "ctrl+e"], check=True)
        time.sleep(3)
        subprocess.run(["import", "-window", "root", picture], check=True)
        ibid.terminate()


def main():
    ibid, article, folder = sys.argv[1:4]
    looks = LOOKS | DIALOGS
    names = sys.argv[4:] or list(looks)
    os.makedirs(folder, exist_ok=True)
    app_path = "app/ibid/Ibid/Devel" if "development" in subprocess.run(
        [ibid, "--version"], capture_output=True, text=True).stdout else "app/ibid/Ibid"
    for name in names:
        width, height, settings, environment = looks[name]
        config = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
        os.makedirs(config, exist_ok=True)
        with open(os.path.join(config, "keyfile"), "w") as file:
            file.write(f"[{app_path}]\nwindow-width={width}\nwindow-height={height}\n")
            file.writelines(f"{key}={value}\n" for key, value in settings.items())
        environment = dict(environment)
        arguments = environment.pop("ARGUMENTS", "").split()
        picture = os.path.join(folder, name + ".png")
        environment = dict(os.environ, GSETTINGS_BACKEND="keyfile", **environment)
        if name in DIALOGS:
            look_at_dialog([ibid, *arguments, article], environment, picture)
        else:
            subprocess.run([ibid, *arguments, "--screenshot", picture, article], check=True,
                           timeout=60, env=environment)
        print(picture)


if __name__ == "__main__":
    main()
