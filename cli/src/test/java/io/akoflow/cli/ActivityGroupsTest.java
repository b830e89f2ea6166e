package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Types of activities")
class ActivityGroupsTest {

    @ParameterizedTest
    @CsvSource({
        "mproject-00012,mproject",
        "mProject_ID0000012,mProject",
        "mProject 3,mProject",
        "grid12,grid",
        "fold-3-7,fold",
        "step,step",
        "12,12",
        "a-,a-",
        "x.1:2,x"
    })
    void shouldBeNameWithoutItsNumber(String name, String type) {
        // when
        var found = ActivityGroups.type(name);
        // then
        assertThat(found).isEqualTo(type);
    }
}
