package dev.croft.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final Map<String, String> VARIABLES = Map.of("HOST", "db", "PASSWORD", "a$1\\b", "EMPTY", "");

    @Test
    void replacesNamesByTheirValues() {
        assertThat(filled("url = http://${HOST}/${HOST}?${EMPTY}")).isEqualTo("url = http://db/db?");
    }

    @Test
    void takesValuesAsTheyAre() {
        assertThat(filled("password = '${PASSWORD}'")).isEqualTo("password = 'a$1\\b'");
    }

    @Test
    void doesNotReplaceWhatAValueLooksLike() {
        assertThat(new Template("${A}").filledWith(Map.of("A", "${B}", "B", "no")))
                .isEqualTo("${B}");
    }

    @Test
    void keepsAllThatIsNoPlaceholder() {
        var text = "$HOST ${} ${1} ${a-b} ${ HOST } $(HOST) {HOST} $ ${HOST";

        assertThat(filled(text)).isEqualTo(text);
        assertThat(new Template(text).names()).isEmpty();
    }

    @Test
    void takesASecondDollarAsTheTextItself() {
        assertThat(filled("$${HOST} $${NOBODY} $$${HOST}")).isEqualTo("${HOST} ${NOBODY} $${HOST}");
        assertThat(new Template("$${NOBODY}").names()).isEmpty();
    }

    @Test
    void tellsWhichNamesAreNone() {
        assertThatExceptionOfType(Template.UnknownNames.class)
                .isThrownBy(() -> filled("${ZERO} ${HOST} ${ONE} ${ZERO}"))
                .withMessage("${ONE}, ${ZERO}");
    }

    private static String filled(String text) {
        return new Template(text).filledWith(VARIABLES);
    }
}
