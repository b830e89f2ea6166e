package io.akoflow.dispatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.contract.JobRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Why nothing of a disk was brought")
class ReaderTroubleTest {

    private static final JobRef JOB = new JobRef("akoflow-work", "akoflow-outputs-1");

    @Test
    void shouldSayWhereItDoesNotComeWhenItRuns() throws JsonProcessingException {
        // given
        var pod = JsonMapper.builder().build().readTree("""
                {"metadata": {"name": "reader-1"},
                 "spec": {"containers": [{"env": [
                   {"name": "AKOFLOW_OUTPUTS_DISK", "value": "claim"},
                   {"name": "AKOFLOW_OUTPUTS_CALLBACK", "value": "http://192.0.2.7:8080/outputs/1"}]}]},
                 "status": {"containerStatuses": [{"state": {"running": {}}}]}}
                """);

        // when
        var why = ReaderTrouble.of(pod, JOB);

        // then
        assertThat(why)
                .isEqualTo("Its pod 'reader-1' runs, but has not reached the gateway at 192.0.2.7:8080: pods can't,"
                        + " or a network policy is in the way.");
    }
}
