package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requested: pods=1, used: pods=0, limited: pods=0 | Expected at most 0 of pods, but it asks for 1",
                "requested: requests.cpu=2,requests.memory=1Gi, used: requests.cpu=0,requests.memory=0, limited:"
                        + " requests.cpu=4,requests.memory=512Mi"
                        + " | Expected at most 512Mi of requests.memory, but it asks for 1Gi",
                "requested: limits.cpu=1500m, used: limits.cpu=0, limited: limits.cpu=1"
                        + " | Expected at most 1 of limits.cpu, but it asks for 1500m"
            })
    void shouldSayWhatNeverFitsWhenTheQuotaIsTooSmall(String told, String expected) {
        // when
        var never = QuotaWords.neverFits("pods \"a\" is forbidden: exceeded quota: small, " + told);

        // then
        assertThat(never.map(it -> it.replace(", as the quota 'small' allows in all", "")))
                .hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exceeded quota: small, requested: pods=1, used: pods=5, limited: pods=5",
                "exceeded quota: small, requested: requests.memory=1Gi, used: requests.memory=1Gi, limited:"
                        + " requests.memory=1536Mi",
                "exceeded quota: small, requested: a=?, used: a=0, limited: a=1",
                "exceeded quota: small, in words that nobody knows"
            })
    void shouldBelieveThatWaitingHelpsWhenItMay(String told) {
        // when
        var never = QuotaWords.neverFits(told);

        // then
        assertThat(QuotaWords.isExceeded(told)).isTrue();
        assertThat(never).isEmpty();
    }
}
