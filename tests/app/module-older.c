/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-reader-calls.h"

/* The reader of a build that never was, for test-web-room. */
const IbidReaderCalls *
ibid_web_get_reader_calls (void)
{
  static const IbidReaderCalls calls = { .program_version = "0.0.0", .size = sizeof calls };

  return &calls;
}
