#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves that the unit tests of the engine's steps notice what they are there for. Every line of the table below is a
# fault that a maintainer could make; it is planted in a copy of the source, alone, and the test beside it must fail.
# Usage: tests/planted/engine_faults.sh BUILD [NAME...]    a build folder with the library; only the faults so named
#
# A line holds: name | file of solver/, wherever it lies | sed expression | test of tests/unit. The expression must change
# exactly one line, so that a fault whose line has been rewritten is told, not skipped: mend its expression then.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1
shift
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT

faults() {
    cat <<'END'
class_stands_for_another_pair | equivalence_classes.c | s/classes->member\[at + n\] = (int32_t)k/classes->member[at + n] = (int32_t)n/ | test_equivalence_classes
kept_pair_counted_backwards | component_split.c | s/koppel_add_to_loads(problem, i, j, 1,/koppel_add_to_loads(problem, i, j, -1,/ | test_component_split
room_of_a_child_forgets_its_base | load_reach.c | s/problem->loads\[h\].hi - problem->loads\[h\].base/problem->loads[h].hi/ | test_load_reach
reach_of_all_who_could_come | load_reach.c | s/reach->places\[j\] < places\[j\] ?/reach->places[j] > places[j] ?/ | test_load_reach
list_of_another_agent | list_groups.c | s/n_pairs_of(problem, lead\[\*entry - 1\]) == n_pairs_of(problem, i)/n_pairs_of(problem, i) > 0/ | test_list_groups
decided_agent_in_a_group | list_groups.c | s/return problem->state == NULL || p == problem->first\[agent + 1\];/return true;/ | test_list_groups
late_bound_above_the_cheapest | solution.c | s/is_short ? -tier->rule.most : /is_short ? tier->rule.most : / | test_solution
measure_of_another_row | arrangement.c | s/arranging->measure_row\[q\] \* from->n_agents + i/q * from->n_agents + i/ | test_arrangement
order_of_terms_kept | arrangement.c | s/qsort(to->terms, to->n_terms, /qsort(to->terms, 0, / | test_arrangement
borrowed_costs_left_out | problem_copy.c | s/to->tiers\[t\].pair_cost = from->tiers\[t\].pair_cost/to->tiers[t].pair_cost = NULL/ | test_problem_copy
cost_of_another_pair | problem_copy.c | / select_costs(/,/^}/ s/koppel_bit(keep, p)/koppel_bit(keep, n)/ | test_problem_copy
bound_rounded_up_below_zero | integer_program.c | s/bound = bound >= 0 ? \(.*\) : .*;/bound = \1;/ | test_integer_program
wrong_side_of_a_row | integer_program.c | s/scratch\[r\] > 0 ? bounds->row_lo\[r\]/scratch[r] < 0 ? bounds->row_lo[r]/ | test_integer_program
wrong_side_of_a_column | integer_program.c | s/d > 0 ? bounds->column_lo\[c\]/d < 0 ? bounds->column_lo[c]/ | test_integer_program
fixes_points_at_the_target | integer_program.c | s/gap = target \* /gap = (target - 1) * / | test_integer_program
division_towards_zero | node_bounds.c | / floor_divide(/,/^}/ s/return .*/return a \/ b;/ | test_node_bounds
full_row_taken_for_broken | node_bounds.c | s/if (least > most)/if (least >= most)/ | test_node_bounds
reduced_cost_with_the_wrong_sign | lp_relaxation.c | / reduced_cost(/,/^}/ s/cost -= /cost += / | test_lp_relaxation
held_tier_one_unit_short | tier_program.c | s/builder->best\[t\] \/ builder->made->units\[t\]/builder->best[t] \/ builder->made->units[t] - 1/ | test_tier_program
term_on_the_wrong_side | tier_program.c | s/point->under != KOPPEL_NONE ? at : KOPPEL_ROW_NO_MIN/point->over != KOPPEL_NONE ? at : KOPPEL_ROW_NO_MIN/ | test_tier_program
price_in_the_wrong_unit | tier_program.c | s/double scale = (double)list->scale \* (double)made->unit/double scale = (double)list->scale/ | test_tier_program
constant_of_loads_left_out | column_generation.c | s/run->constant += load_cost/run->constant -= load_cost/ | test_column_generation
held_tier_forgets_its_loads | column_generation.c | s/best\[t\] - held_constant\[t\]/best[t]/ | test_column_generation
dual_of_a_load_with_the_wrong_sign | column_generation.c | s/koppel_lagrangian_load(lagrangian, g, -glp/koppel_lagrangian_load(lagrangian, g, glp/ | test_column_generation
cheap_pairs_left_out | column_generation.c | s/add_cheapest(run, s, pays - margin/add_cheapest(run, s, lagrangian->agent_price[s]/ | test_column_generation
price_of_a_load_with_the_wrong_sign | lagrangian_bound.c | s/koppel_wide sum = -(koppel_wide)lagrangian->load_price\[load\]/koppel_wide sum = (koppel_wide)lagrangian->load_price[load]/ | test_lagrangian_bound
nobody_may_be_left_out | lagrangian_bound.c | s/must_place\[koppel_first_agent(classes, s)\] ? INT64_MAX : 0/must_place[koppel_first_agent(classes, s)] ? 0 : INT64_MAX/ | test_lagrangian_bound
whole_bound_rounded_up | lagrangian_bound.c | s/(lagrangian->bound % step > 0)/(lagrangian->bound % step >= 0)/ | test_lagrangian_bound
one_place_of_a_class_counted | lagrangian_bound.c | s/slot_price\[k\] \* classes->places\[k\]/slot_price[k]/ | test_lagrangian_bound
price_of_another_slot | multipliers.c | s/list->slot_price\[lagrangian->classes->slots\[lagrangian->classes->slot_first\[k\]\]\]/list->slot_price[k]/ | test_multipliers
pair_at_the_gap_fixed | reduced_cost_fixing.c | / koppel_fix_pairs_by(/,/^}/ s/reduced_costs\[k\] <= gap/reduced_costs[k] < gap/ | test_reduced_cost_fixing
agent_at_the_gap_must_be_placed | reduced_cost_fixing.c | s/\(agent_price\[.*\]\) > gap/\1 >= gap/ | test_reduced_cost_fixing
load_at_the_gap_cut_off | reduced_cost_fixing.c | / narrow_end(/,/^}/ s/ <= most/ < most/ | test_reduced_cost_fixing
last_person_below_a_cap_left_off | knapsack_bound.c | / own_cost(/,/^}/ s/load->base + x > load->hi/load->base + x >= load->hi/ | test_knapsack_bound
amount_costs_of_no_load_before | knapsack_bound.c | / fill_between(/,/^}/ s/behind\[x + a\] : nowhere/behind[x] : nowhere/ | test_knapsack_bound
value_at_the_gap_left_off | knapsack_bound.c | / narrow_own(/,/^}/ s/own_cost(knapsacks, own->load, lo) - least > gap/own_cost(knapsacks, own->load, lo) - least >= gap/ | test_knapsack_bound
cut_forgets_the_base | mir_cuts.c | s/limit_of(cut, (cut->is_upper ? load->hi : load->lo) - load->base)/limit_of(cut, cut->is_upper ? load->hi : load->lo)/ | test_mir_cuts
cap_of_a_cut_rounded_up | mir_cuts.c | / limit_of(/,/^}/ s/(c \/ cut->divisor)$/((c + 1) \/ cut->divisor)/ | test_mir_cuts
cut_counts_too_much | mir_cuts.c | / rounded(/,/^}/ s/over < cut->rest ? over : cut->rest/over > cut->rest ? over : cut->rest/ | test_mir_cuts
slope_rounded_down | objective_cut.c | s/rise \/ width + (rise % width > 0)/rise \/ width - (rise % width < 0)/ | test_objective_cut
least_and_most_swapped | objective_cut.c | s/build->sign \* (build->cut->least - build->constant)/build->sign * (build->cut->least + build->constant)/ | test_objective_cut
kink_taken_for_a_line | objective_cut.c | / has_kink(/,/^}/ s/\.at > load->lo/.at > load->hi/ | test_objective_cut
bidder_pays_the_old_price | auction.c | s/pays\[agent\] = ways.cost + rise/pays[agent] = ways.cost/ | test_subgradient
price_moves_the_wrong_way | subgradient.c | s/return value - at;/return at - value;/ | test_subgradient
broken_limit_of_the_wrong_side | incumbent.c | s/if (value < load->lo)/if (value <= load->lo + 1)/ | test_incumbent
agent_that_must_be_placed_ignored | incumbent.c | s/delta\[0\] += choice->problem->must_place/delta[0] -= choice->problem->must_place/ | test_incumbent
places_not_given_back | incumbent.c | s/free_places\[j\] -= sign/free_places[j] -= sign > 0/ | test_incumbent
kept_pair_given_up | greedy.c | / place_kept(/,/^}/ s/is_fixed\[i\] = 1/is_fixed[i] = 0/ | test_greedy
full_home_taken | greedy.c | / best_exchange(/,/^}/ s/free_places\[j\] > 0/free_places[j] >= 0/ | test_greedy
trade_between_unlike_households | cyclic_exchange.c | s/run->held_by\[j\] == run->kind_of\[i\]/run->held_by[j] >= 0/ | test_cyclic_exchange
move_to_another_load | cyclic_exchange.c | / mark_pairs(/,/^}/ s/run->group_of\[j\] == run->group_of\[own\]/run->group_of[j] >= 0/ | test_cyclic_exchange
bidder_pays_its_first_way | assignment.c | / bid(/,/^}/ s/\(agent_price\[agent\] = .*\)\.second/\1.cost/ | test_assignment
side_at_the_cutoff_taken_for_empty | branching.c | s/true, branching->scratch) > cutoff/true, branching->scratch) >= cutoff/ | test_branching
wrong_side_cut_off | branching.c | s/forced->lo = is_empty\[0\] ?/forced->lo = is_empty[1] ?/ | test_branching
gain_not_per_distance | branching.c | s/double gain = (rise > 0 ? rise : 0) \/ .*/double gain = (rise > 0 ? rise : 0) * distance;/ | test_branching
gap_one_too_wide | branch_and_bound.c | s/gap_cutoff = cost - 1 - /gap_cutoff = cost - 2 - / | test_branch_and_bound
closed_node_proves_one_too_much | branch_and_bound.c | s/bound = search->cutoff + 1/bound = search->cutoff + 2/ | test_branch_and_bound
node_at_the_cutoff_dropped | branch_and_bound.c | s/nodes\[\*node\].bound > search->cutoff/nodes[*node].bound >= search->cutoff/ | test_branch_and_bound
lower_side_loses_the_floor | branch_and_bound.c | s/side == 0 ? split->floor : node.hi/side == 0 ? split->floor - 1 : node.hi/ | test_branch_and_bound
node_at_hand_left_out_of_the_bound | branch_and_bound.c | s/global_bound(search, visit.is_closed ? INT64_MAX : visit.bound)/global_bound(search, INT64_MAX)/ | test_branch_and_bound
bound_in_units_of_the_program | lexicographic.c | s/component->bounds\[component->tier\] = result.bound \* program->unit/component->bounds[component->tier] = result.bound/ | test_lexicographic
open_question_taken_for_infeasible | lexicographic.c | s/inner.bounds\[0\] > -n_must/inner.bounds[0] >= -n_must/ | test_lexicographic
known_bound_of_this_tier_only | lexicographic.c | / koppel_lexicographic_is_at_known_bound(/,/^}/ s/costs\[t\] == component->known_bound\[t\]/costs[t] >= component->known_bound[t]/ | test_lexicographic
stop_cutoff_rounded_towards_zero | lexicographic.c | s/ - (component->stop_cutoff % program->unit < 0)// | test_lexicographic
slots_grouped_by_their_largest_load | lns_neighbourhood.c | s/size\[g\] < size\[smallest\]/size[g] > size[smallest]/ | test_lns_neighbourhood
full_block_not_joined | blocks.c | / join_slots(/,/^}/ s/if (sum > most)/if (sum >= most)/ | test_blocks
price_of_a_free_agent_added | blocks.c | s/== KOPPEL_NONE ? -free_price\[i\] : 0/== KOPPEL_NONE ? free_price[i] : 0/ | test_blocks
cross_load_keeps_its_cost | blocks.c | s/if (!blocks->is_cross\[block->loads\[term.load\]\] \&\& /if (blocks->is_cross[block->loads[term.load]] \&\& / | test_blocks
must_place_of_the_wrong_agents | blocks.c | s/\(to->must_place\[r\] = .*\) != KOPPEL_NONE/\1 == KOPPEL_NONE/ | test_blocks
free_agents_left_out_of_the_bound | block_search.c | s/round->bound += is_free(round, i) ? round->price\[i\] : 0/round->bound += is_free(round, i) ? 0 : round->price[i]/ | test_block_search
others_forgotten_in_a_block | block_search.c | s/koppel_add_to_loads(problem, i, j, 1, rest)/koppel_add_to_loads(problem, i, j, 0, rest)/ | test_block_search
floor_without_the_gap | block_search.c | s/\.most = search->least\[b\] + search->gap/.most = search->least[b]/ | test_block_search
component_held_by_the_whole_bound | multiplier_search.c | s/costs\[run->tier\] - (bound - run->bounds\[at\])/costs[run->tier] - bound/ | test_multiplier_search
cut_priced_on_its_missing_side | component_multipliers.c | s/is_upper == (prices\[c\] > 0) ? prices\[c\] : 0/is_upper == (prices[c] > 0) ? 0 : prices[c]/ | test_multiplier_search
better_prices_thrown_away | component_multipliers.c | s/proves > \*proven/proves < *proven/ | test_multiplier_search
gap_at_the_limit_refused | exact.c | / koppel_gap_within(/,/^}/ s/1000000 <= /1000000 < / | test_solution
END
}

make_tests() {
    for test in "$@"; do
        shift
        set -- "$@" "build/tests/unit/$test"
    done
    "${MAKE:-make}" -s -C "$copy" BUILD=build "$@"
}

run_test() {
    timeout 60 "$copy/build/tests/unit/$1"
}

complain() {
    echo "not ok $1: $2"
    n_failed=$((n_failed + 1))
}

# Plants a fault, runs the test, and puts source and object back as they were: the next fault rebuilds its own file only.
plant() {
    name=$1 expression=$3 test=$4
    path=$(find solver -name "$2")
    object=$copy/build/obj/${path%.c}.o
    if ! sed "$expression" "$path" >"$copy/changed"; then
        complain "$name" "cannot change $2"
        return
    fi
    diff "$path" "$copy/changed" >"$copy/log"
    if [ "$(grep -c '^<' "$copy/log")" -ne 1 ] || [ "$(grep -c '^>' "$copy/log")" -ne 1 ]; then
        complain "$name" "does not change one line of $2 into another"
        cat "$copy/log"
        return
    fi
    cp -p "$object" "$copy/object"
    cp "$copy/changed" "$copy/$path"
    if ! make_tests "$test" >"$copy/log" 2>&1; then
        complain "$name" "does not build"
        cat "$copy/log"
    else
        run_test "$test" >"$copy/log" 2>&1
        status=$?
        case $status in
        0) complain "$name" "$test does not notice" ;;
        124) complain "$name" "$test does not end" ;;
        *) echo "ok $name: $test" ;;
        esac
    fi
    cp -p "$path" "$copy/$path"
    cp -p "$copy/object" "$object"
}

# The lines whose names were asked for, or all.
chosen() {
    faults | while IFS= read -r line; do
        case " $names " in
        '  ' | *" ${line%% *} "*) printf '%s\n' "$line" ;;
        esac
    done
}

names=$*
n_failed=0
n_planted=0
tests=$(chosen | sed 's/.*| *//' | sort -u)
mkdir "$copy/build" "$copy/build/tests" "$copy/data" "$copy/bench" &&
    cp -Rp Makefile include solver tests "$copy" &&
    cp -Rp data/rules "$copy/data" && cp -Rp bench/policies "$copy/bench" &&
    cp -Rp "$build/flags" "$build/gen" "$build/obj" "$build/libkoppel.a" "$copy/build" || exit 1
# shellcheck disable=SC2086 # the names of tests hold no blank
make_tests $tests >"$copy/log" 2>&1 || { cat "$copy/log" && exit 1; }
for test in $tests; do
    if ! run_test "$test" >"$copy/log" 2>&1; then
        echo "engine_faults: $test fails without a fault:"
        cat "$copy/log"
        exit 1
    fi
done

chosen >"$copy/faults"
while IFS= read -r line; do
    rest=${line#* | }
    expression=${rest#* | }
    plant "${line%% *}" "${rest%% *}" "${expression% | *}" "${line##* }"
    n_planted=$((n_planted + 1))
done <"$copy/faults"
echo "engine_faults: $((n_planted - n_failed)) of $n_planted faults noticed"
[ "$n_failed" -eq 0 ] && [ "$n_planted" -gt 0 ]
