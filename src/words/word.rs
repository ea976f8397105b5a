//! What all words have in common.

/// An enum whose variants stand as words in the database, in forms and in addresses.
pub trait Word: Copy + 'static {
    /// Every variant, in the order in which they are declared.
    const ALL: &'static [Self];

    /// As it stands in the database.
    fn word(self) -> &'static str;

    /// The variant of a word, or none for a word that is not ours.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }
}
