package loopback.intake;

/// The ids of a learner in other systems. An unknown id is empty and never guessed: a mark with a
/// wrong id would go to another person.
///
/// @param idNumber Moodle's ID number
/// @param email the address that Moodle has
/// @param canvasId the number of a user of Canvas
/// @param sisUserId what the university calls the learner, as Canvas knows it
/// @param sisLoginId by what the learner logs in, as Canvas knows it
public record ExternalIds(
        String idNumber, String email, String canvasId, String sisUserId, String sisLoginId) {

    public static final ExternalIds NONE = new ExternalIds("", "", "", "", "");

    /// The ids of a learner whose id was given by the teacher.
    public static ExternalIds of(String id, String email) {
        return new ExternalIds(id, email, "", id, email);
    }
}
