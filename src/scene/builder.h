// Fills a Scene: keeps the current clip and tag, and turns y-up pixels into the scene's y-down ones. One per figure.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scene/scene.h"

namespace plotmill::scene {

class Builder {
public:
    Builder(Scene& scene) : scene_(scene), text_height_(scene.height) {}

    double height() const { return scene_.height; }
    double dpi() const { return scene_.dpi; }
    double points(double v) const { return v * scene_.dpi / 72; }
    Point flip(Point p) const { return {p.x, scene_.height - p.y}; }

    // Matplotlib turns texts over by the height before it was cut to whole pixels, all else by the height after that.
    void text_height(double v) { text_height_ = v; }
    Point flip_text(Point p) const { return {p.x, text_height_ - p.y}; }

    // Path and points given with y upwards.
    Path flipped(Path path) const {
        for (Point& p : path.points) p.y = scene_.height - p.y;
        return path;
    }

    void add(Content content) { scene_.items.push_back({std::move(content), clip_, tag_, subject_}); }

    // What follows is cut to `rect` (pixels, y upwards); no_clip ends that.
    void clip(const Rect& rect) {
        Clip c;
        c.rect = Rect{rect.x0, scene_.height - rect.y1, rect.x1, scene_.height - rect.y0};
        for (std::size_t i = scene_.clips.size(); i-- > 0;)
            if (scene_.clips[i] == c) {
                clip_ = static_cast<int>(i);
                return;
            }
        scene_.clips.push_back(std::move(c));
        clip_ = static_cast<int>(scene_.clips.size()) - 1;
    }
    // The same with a path (pixels, y upwards), which is told from others by its identity.
    void clip(const std::shared_ptr<const Path>& path) {
        for (const auto& [known, index] : paths_)
            if (known == path) {
                clip_ = index;
                return;
            }
        Clip c;
        c.path = std::make_shared<const Path>(flipped(*path));
        scene_.clips.push_back(std::move(c));
        clip_ = static_cast<int>(scene_.clips.size()) - 1;
        paths_.emplace_back(path, clip_);
    }
    void no_clip() { clip_ = -1; }

    void tag(std::string name, Subject subject = {}) {
        subject_ = subject;
        if (tag_ >= 0 && scene_.tags[static_cast<std::size_t>(tag_)] == name) return;
        scene_.tags.push_back(std::move(name));
        tag_ = static_cast<int>(scene_.tags.size()) - 1;
    }

    // What of the tagged thing follows.
    void role(Subject::Role role) { subject_.role = role; }

    Scene& scene() { return scene_; }

private:
    Scene& scene_;
    double text_height_;
    std::vector<std::pair<std::shared_ptr<const Path>, int>> paths_;  // paths to clip to, and their places among clips
    int clip_ = -1;
    int tag_ = -1;
    Subject subject_;
};

}  // namespace plotmill::scene
