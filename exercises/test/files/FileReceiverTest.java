package files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class FileReceiverTest {

    // WRITE: three to eight steps, each named by a sentence that the contract promises.
    @Test
    @Order(1)
    void a_question_is_its_own_answer() {
        assertEquals("why?", FileReceiver.answer("why?"), "answer(\"why?\")");
    }
}
