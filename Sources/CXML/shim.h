#pragma once
// Debian's libxml2 names ICU's types in its headers, which clash with Foundation's own copy of ICU wherever both are
// imported. Nothing here uses the fields behind this switch.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
