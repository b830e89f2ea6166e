package io.akoflow.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.RunId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackTest {

    private static final RunId RUN = new RunId("01k0abcdefghjkmnpqrstvwxyz");
    private static final AttemptId LEAD = new AttemptId(RUN, 12, 1);
    private static final AttemptId OTHER = new AttemptId(RUN, 130, 2);

    @Test
    void shouldReadWhatItWrites() {
        // given
        var pack = new Pack(List.of(LEAD, OTHER));

        // when
        var members = pack.members();

        // then
        assertThat(members).contains("12.1 130.2");
        assertThat(Pack.read(LEAD, members.get())).isEqualTo(pack);
    }

    @Test
    void shouldHaveNoMembersWhenAttemptIsAlone() {
        // given
        var alone = Pack.alone(LEAD);

        // when
        var read = Pack.read(LEAD, null);

        // then
        assertThat(alone.members()).isEmpty();
        assertThat(read).isEqualTo(alone);
        assertThat(read.seat(LEAD)).isEqualTo(Seat.ALONE);
    }

    @Test
    void shouldHoldAllThatCommandIsAbout() {
        // given
        var job = new JobRef("work", "one");
        var check = new ActivityCheck(RUN, 12, 1, Instant.EPOCH, job, List.of(new Member(130, 2)), null);

        // when
        var pack = Pack.of(check);

        // then
        assertThat(pack.attempts()).containsExactly(LEAD, OTHER);
        assertThat(pack.seat(LEAD).container("activity")).isEqualTo("activity");
        assertThat(pack.seat(OTHER).container("activity")).isEqualTo("activity-130");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "12.1 x.1", "130.2 12.1", "12.1  130.2", "12.0", "12.1 99999999999.1"})
    void shouldHoldLeadAloneWhenAkoflowDoesNotWriteSuchMembers(String members) {
        assertThat(Pack.read(LEAD, members)).isEqualTo(Pack.alone(LEAD));
    }
}
