package io.akoflow.gateway.messaging;

import com.github.f4b6a3.ulid.Ulid;
import io.akoflow.contract.Problem;
import io.akoflow.contract.RunId;
import io.akoflow.contract.SubmissionAnswer;
import io.akoflow.contract.SubmissionAnswer.SubmissionAccepted;
import io.akoflow.contract.SubmissionAnswer.SubmissionRefused;
import io.akoflow.gateway.access.Caller;
import io.akoflow.gateway.store.Position;
import io.akoflow.gateway.store.Positions;
import io.akoflow.gateway.store.RunFile;
import io.akoflow.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Submits what other systems put on {@code akoflow.submissions}, and answers. A record is submitted and answered again
 * after a crash, but its key, or its place when it has none, makes it one run; also when what was kept is lost.
 */
final class SubmissionSink implements RecordSink {

    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_SOURCE = 100;

    private final RecordCodec codec = new RecordCodec();
    private final Submissions submissions;
    private final Speaker speaker;
    private final Positions positions;

    SubmissionSink(Submissions submissions, Speaker speaker, Positions positions) {
        this.submissions = submissions;
        this.speaker = speaker;
        this.positions = positions;
    }

    @Override
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        for (var record : records) {
            speaker.send(addressed(answer(record), record));
            positions.keep(List.of(new Position(record.topic(), record.partition(), record.offset() + 1)));
        }
    }

    private SubmissionAnswer answer(ConsumerRecord<byte[], byte[]> record) {
        var place = "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset());
        var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        var idempotencyKey = key.isEmpty() ? place : idempotencyKey(key, record.key());
        var file = new RunFile(value, contentType(value));
        return switch (submissions.submit(submitter(record), idempotencyKey, file, id(record.timestamp(), place))) {
            case Submission.Accepted it -> new SubmissionAccepted(place, key, it.run(), it.number(), it.warnings());
            case Submission.Invalid(var problems) -> new SubmissionRefused(place, key, problems);
            case Submission.NotAllowed(var problems) -> new SubmissionRefused(place, key, problems);
            case Submission.KeyTaken(var message) ->
                new SubmissionRefused(place, key, List.of(new Problem(Problem.Severity.ERROR, 0, 0, message)));
        };
    }

    /**
     * The same whenever the record is read: after the database was restored from a backup, the planner still knows that
     * run, and does not start it anew.
     */
    private static RunId id(long timestamp, String place) {
        byte[] random = Arrays.copyOf(sha256(place.getBytes(StandardCharsets.UTF_8)), Ulid.RANDOM_BYTES);
        return new RunId(new Ulid(Math.max(0, timestamp), random).toLowerCase());
    }

    /** Who may write is for the broker to say; what the record says of its sender is only shown. */
    private static Submitter submitter(ConsumerRecord<byte[], byte[]> record) {
        var source = record.headers().lastHeader("ce_source");
        if (source == null || source.value() == null) {
            return new Submitter(Caller.KAFKA);
        }
        var text = new String(source.value(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        var cut = text.substring(0, Math.min(text.length(), LONGEST_SOURCE));
        return new Submitter(Caller.KAFKA, "%s (%s)".formatted(Caller.KAFKA, cut));
    }

    /** Text as it is; other bytes, which would not come back the same, as digits. */
    private static String idempotencyKey(String text, byte[] bytes) {
        boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        var key = isText ? text : HexFormat.of().formatHex(bytes);
        return key.length() <= LONGEST_KEY && key.indexOf('\0') < 0
                ? key
                : HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256", e);
        }
    }

    private static String contentType(byte[] file) {
        return file.length > 0 && file[0] == '{' ? "application/json" : "application/yaml";
    }

    private ProducerRecord<byte[], byte[]> addressed(SubmissionAnswer answer, ConsumerRecord<byte[], byte[]> to) {
        var record = codec.encode(answer, Speaker.SOURCE, Instant.now(), null);
        return new ProducerRecord<>(record.topic(), null, to.key(), record.value(), record.headers());
    }
}
