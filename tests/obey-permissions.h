/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Root may read and write whatever the permissions say, which a test of them would not notice. This
 * gives that right up, for this thread and those that it starts: so it is the first thing in
 * main(). To whoever else runs the test it does nothing. */
static inline void
obey_permissions (void)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = { 0 };
  const guint32 above = (1u << CAP_DAC_OVERRIDE) | (1u << CAP_DAC_READ_SEARCH);

  if (syscall (SYS_capget, &header, sets) != 0)
    return; /* then the tests find out, and say so */
  sets[0].effective &= ~above;
  sets[0].permitted &= ~above;
  sets[0].inheritable &= ~above;
  if (syscall (SYS_capset, &header, sets) != 0)
    g_test_message ("the right to ignore permissions could not be given up");
}
