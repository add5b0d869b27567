package io.speecheq.schemas.codec;

import io.speecheq.schemas.record.AudioChunk;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Leave for Avro to make instances of our generated records. Avro 1.12.2 refuses every class that nobody vouched for,
 * by a system property or through {@link ClassSecurityValidator}; this class does the latter, so that no user has to
 * know. {@link SpeechEqCodec} grants it by itself. Whoever has Avro copy or read our records without the codec (a
 * builder over a record, Java serialization, Parquet) grants it first.
 */
public final class RecordTrust {

    private static final String RECORDS = AudioChunk.class.getPackageName();

    private RecordTrust() {}

    /** Adds our records to the classes that Avro trusts in this process. Doing so again changes nothing. */
    public static void grant() {
        synchronized (ClassSecurityValidator.class) {
            ClassSecurityPredicate present = ClassSecurityValidator.getGlobal();
            if (!present.isTrusted(AudioChunk.class)) {
                ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(present, RecordTrust::isRecord));
            }
        }
    }

    private static boolean isRecord(Class<?> type) {
        return type.getPackageName().equals(RECORDS);
    }
}
