package loopback.intake;

/// By what other systems know a learner. What is not known is empty, and never guessed: a mark with
/// another's key goes to that other person.
///
/// @param idNumber Moodle's ID number
/// @param email the address that Moodle has
/// @param canvasId the number of a user of Canvas
/// @param sisUserId what the university calls the learner, as Canvas knows it
/// @param sisLoginId by what the learner logs in, as Canvas knows it
public record ExternalIds(
        String idNumber, String email, String canvasId, String sisUserId, String sisLoginId) {

    public static final ExternalIds NONE = new ExternalIds("", "", "", "", "");

    /// Of somebody whose id is one that the teacher has given.
    public static ExternalIds of(String id, String email) {
        return new ExternalIds(id, email, "", id, email);
    }
}
