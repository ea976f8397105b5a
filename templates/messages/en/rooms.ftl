# What all rooms of staff share: the frame, lists, forms.

rooms-title = Staff of { $organisation }
rooms-skip = Skip to the content
