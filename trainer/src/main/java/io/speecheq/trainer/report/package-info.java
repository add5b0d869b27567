/** Results as one page for people, with pictures: what was run, how well it did, and how it came about. */
@NullMarked
package io.speecheq.trainer.report;

import org.jspecify.annotations.NullMarked;
