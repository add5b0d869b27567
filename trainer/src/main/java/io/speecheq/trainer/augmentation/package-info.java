/** Seeded changes to a clip's sound, made afresh each time that training hears it. */
@NullMarked
package io.speecheq.trainer.augmentation;

import org.jspecify.annotations.NullMarked;
