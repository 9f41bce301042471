// Overloaded: one visitor out of several lambdas, for std::visit.
#pragma once

namespace pgpact {

template <typename... Callables>
struct Overloaded : Callables... {
  using Callables::operator()...;
};

template <typename... Callables>
Overloaded(Callables...) -> Overloaded<Callables...>;

}  // namespace pgpact
