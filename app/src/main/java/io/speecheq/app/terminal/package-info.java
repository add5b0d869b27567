/** What the command line prints: lines, bars, tables, progress; colour where there is a terminal. */
@NullMarked
package io.speecheq.app.terminal;

import org.jspecify.annotations.NullMarked;
