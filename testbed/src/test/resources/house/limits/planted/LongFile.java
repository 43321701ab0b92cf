package planted;

/** A file that answers more than one question. */
final class LongFile {
    void longMethod() {
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
        hashCode();
    }








































































































































































































































































































































































}
