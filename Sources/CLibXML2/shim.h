#include <libxml/xmlversion.h>
// Some systems build libxml2 with ICU, whose headers clash with those inside Foundation. We never
// touch the one structure (a converter's inside) that they change.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlreader.h>
