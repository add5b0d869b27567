/** The topics: their names, settings and keys, their creation, and the Kafka serializers of their records; all of this module that touches Kafka. */
@NullMarked
package io.speecheq.schemas.topic;

import org.jspecify.annotations.NullMarked;
