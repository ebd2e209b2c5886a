/** What tests of every room share: seeded property checks, random spaces and studies, and a played study. Holds no tests itself. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.testing;
