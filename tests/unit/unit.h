/* cmocka with what it needs before it. A unit test is one test_NAME.c with one group; NAME stands in meson.build. */
#ifndef ISN_TESTS_UNIT_H
#define ISN_TESTS_UNIT_H
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#endif
