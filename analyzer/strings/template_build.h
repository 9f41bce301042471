// BuildTemplate: a value of the evaluator as a Template.
#pragma once

#include "analyzer/strings/abstract_value.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/template.h"

namespace pgpact {

// A value of the evaluator as a Template, within the limits; sets
// `limit_reached` when they were hit.
struct BuiltTemplate {
  Template made;
  bool limit_reached = false;
};
BuiltTemplate BuildTemplate(const ValueStore& store, AbstractId value,
                            const EvaluationLimits& limits);

}  // namespace pgpact
