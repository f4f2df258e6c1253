// What was loaded under each key, or is being loaded: each once, shared read-only, and let go when it has not been
// asked for lately and there is much of it. Whoever holds a value keeps it; a value that is asked for again is loaded
// again. Any thread. For store.cpp.
#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "base/watch.h"

namespace plotmill::data {

struct ShelfLimits {
    std::size_t bytes = std::size_t{1} << 30;        // of all values together
    std::size_t group_bytes = std::size_t{1} << 28;  // of the values of one group, but the latest
    std::size_t group_entries = 256;
    std::size_t own_entries = 32, own_bytes = std::size_t{1} << 26;  // of the group of all figures' own
};

// Values of one group stand for each other: one table of the job under other parameters, or any figure's own. Many of
// them are a sign that each serves few figures; of figures' own (null) a figure is likely to be the only asker.
using ShelfGroup = const void*;

template <class T>
class Shelf {
public:
    using Loaded = std::shared_ptr<const T>;

    explicit Shelf(ShelfLimits limits = {}) : limits_(limits) {}

    // `load(out)` runs at most once a key, in the first asker's thread; others wait for it, or load on their own where
    // they may not wait (`nested`: they hold up another load themselves, and two could wait for each other).
    // `bytes(value)`: what it costs; `good(value)`: false where it must be loaded anew.
    template <class Load, class Bytes, class Good>
    Loaded get(const std::string& key, ShelfGroup group, const Source* job, bool nested, Diagnostics& out, Load&& load,
               Bytes&& bytes, Good&& good) {
        std::shared_ptr<Slot> slot;
        bool mine = false;
        {
            const std::lock_guard lock(mutex_);
            if (const auto found = slots_.find(key); found != slots_.end()) {
                slot = found->second;
                Order& order = groups_[slot->group].order;
                order.splice(order.begin(), order, slot->place);
                slot->used = ++clock_;
                if (slot->counted && slot->value && !good(*slot->value)) {
                    forget(slot);
                    slot = nullptr;
                }
            }
            if (!slot) {
                slot = add(key, group);
                mine = true;
            }
        }
        if (mine) {
            Diagnostics own;
            Loaded value;
            try {
                const WatchAside shared;  // whoever comes first loads for all
                value = load(own);
            } catch (...) {  // no time or memory left: whoever waits tries for itself
                {
                    const std::lock_guard lock(mutex_);
                    forget(slot);
                }
                {
                    const std::lock_guard lock(slot->mutex);
                    slot->given_up = true;
                }
                slot->changed.notify_all();
                throw;
            }
            {
                const std::lock_guard lock(slot->mutex);
                slot->value = value;
                slot->errors = own.list();
                slot->job = job;
                slot->done = true;
            }
            slot->changed.notify_all();
            for (Diagnostic& d : own.take()) out.add(std::move(d));
            const std::size_t cost = (value ? bytes(*value) : 0) + 2 * key.size() + 512;
            const std::lock_guard lock(mutex_);
            count(slot, cost);
            return value;
        }
        {
            std::unique_lock lock(slot->mutex);
            constexpr auto patience = std::chrono::milliseconds(50);  // between two looks at the waiting figure's time
            while (!nested && !slot->changed.wait_for(lock, patience, [&] { return slot->done || slot->given_up; }))
                poll_now();
            if (slot->given_up) {
                lock.unlock();
                return get(key, group, job, nested, out, load, bytes, good);
            }
            // Remembered errors point into the job file of who asked first.
            if (slot->done && (slot->value || slot->job == job)) {
                for (const Diagnostic& d : slot->errors)
                    if (slot->job == job) out.add(d);
                return slot->value;
            }
        }
        return load(out);
    }

    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return slots_.size();
    }

private:
    struct Slot;
    using Order = std::list<std::shared_ptr<Slot>>;  // the latest first
    struct Slot {
        std::mutex mutex;
        std::condition_variable changed;
        bool done = false, given_up = false;
        Loaded value;  // null where loading failed
        std::vector<Diagnostic> errors;
        const Source* job = nullptr;
        // Below: under the shelf's mutex.
        const std::string* key = nullptr;  // in slots_
        ShelfGroup group = nullptr;
        typename Order::iterator place;
        std::size_t cost = 0, used = 0;
        bool counted = false;  // it is done, and may be forgotten
    };
    struct Group {
        Order order;
        std::size_t cost = 0;
    };

    std::shared_ptr<Slot> add(const std::string& key, ShelfGroup group) {
        auto slot = std::make_shared<Slot>();
        slot->key = &slots_.emplace(key, slot).first->first;
        slot->group = group;
        slot->used = ++clock_;
        Order& order = groups_[group].order;
        order.push_front(slot);
        slot->place = order.begin();
        return slot;
    }

    void count(const std::shared_ptr<Slot>& slot, std::size_t cost) {
        slot->cost = cost;
        slot->counted = true;
        Group& group = groups_[slot->group];
        group.cost += cost;
        cost_ += cost;
        const std::size_t entries = slot->group ? limits_.group_entries : limits_.own_entries;
        const std::size_t bytes = slot->group ? limits_.group_bytes : limits_.own_bytes;
        while (group.order.size() > entries || group.cost > bytes)
            if (!forget_oldest(group, slot)) break;
        while (cost_ > limits_.bytes) {
            Group* oldest = nullptr;
            std::size_t used = clock_ + 1;
            for (auto& [id, g] : groups_)
                if (!g.order.empty() && g.order.back()->used < used) oldest = &g, used = g.order.back()->used;
            if (!oldest || !forget_oldest(*oldest, slot)) break;
        }
    }

    // False where there is none but `kept` and those that are being loaded.
    bool forget_oldest(Group& group, const std::shared_ptr<Slot>& kept) {
        for (auto at = group.order.rbegin(); at != group.order.rend(); ++at)
            if ((*at)->counted && *at != kept) {
                forget(std::shared_ptr<Slot>(*at));
                return true;
            }
        return false;
    }

    void forget(const std::shared_ptr<Slot>& slot) {
        const auto group = groups_.find(slot->group);
        group->second.cost -= slot->cost;
        cost_ -= slot->cost;
        group->second.order.erase(slot->place);
        if (group->second.order.empty()) groups_.erase(group);
        slots_.erase(slots_.find(*slot->key));
    }

    ShelfLimits limits_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<Slot>> slots_;
    std::unordered_map<ShelfGroup, Group> groups_;
    std::size_t cost_ = 0, clock_ = 0;
};

}  // namespace plotmill::data
