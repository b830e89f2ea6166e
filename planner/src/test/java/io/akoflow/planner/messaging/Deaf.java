package io.akoflow.planner.messaging;

import io.akoflow.wire.Publisher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka that does not answer who speaks, as it is for a planner that dies before it hears the answer. */
enum Deaf {
    HEARS_NOTHING,
    HEARS_AND_DOES_NOT_ANSWER;

    Publisher publisher(Map<String, Object> kafka) {
        var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        return new Publisher(deaf(producer), Speaker.SOURCE, InstantSource.system());
    }

    /** How many of {@code said} are heard. */
    int heard(int said) {
        return this == HEARS_NOTHING ? 0 : said;
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> deaf(Producer<byte[], byte[]> producer) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Deaf.class.getClassLoader(), new Class<?>[] {Producer.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("send")) {
                        return invoke(producer, method, arguments);
                    }
                    if (this == HEARS_AND_DOES_NOT_ANSWER) {
                        arguments[1] = null;
                        return invoke(producer, method, arguments);
                    }
                    return new CompletableFuture<>();
                });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
