// HarfBuzz's objects with an end. Internal to text/.
#pragma once

#include <hb.h>
#include <memory>

#include "text/font_library.h"

namespace plotmill::text {

template <auto destroy>
struct Destroy {
    template <class T>
    void operator()(T* object) const {
        destroy(object);
    }
};
using BlobPtr = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;
using FacePtr = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using FontPtr = std::unique_ptr<hb_font_t, Destroy<hb_font_destroy>>;
using FuncsPtr = std::unique_ptr<hb_font_funcs_t, Destroy<hb_font_funcs_destroy>>;
using BufferPtr = std::unique_ptr<hb_buffer_t, Destroy<hb_buffer_destroy>>;

inline FacePtr open_face(const FaceDescription& description) {
    const BlobPtr blob(hb_blob_create(reinterpret_cast<const char*>(description.bytes.data()),
                                      static_cast<unsigned>(description.bytes.size()), HB_MEMORY_MODE_READONLY, nullptr,
                                      nullptr));
    return FacePtr(hb_face_create(blob.get(), static_cast<unsigned>(description.index)));
}

}  // namespace plotmill::text
