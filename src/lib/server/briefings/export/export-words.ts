import { m } from '#lib/paraglide/messages.js';
import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';

/** What exports say of themselves, in a language; the pages' own messages. */
export function exportWords(language: BriefingLanguage) {
	const by = { locale: language };
	return {
		simulated: m.origin_simulated({}, by),
		planned: m.briefing_scenario_mark({}, by),
		replayed: m.origin_replayed({}, by),
		fictional: m.fictional_long({}, by),
		noDataTime: m.export_no_data_time({}, by),
		dataAsOf: (time: string) => m.export_data_as_of({ time }, by),
		frozenAt: (time: string) => m.export_frozen_at({ time }, by),
		author: (author: string) => m.export_author({ author }, by),
		id: (id: string) => m.export_id({ id }, by),
		dayBefore: (change: string) => m.export_day_before({ change }, by),
		weekBefore: (change: string) => m.export_week_before({ change }, by),
		sources: m.export_sources({}, by),
		numbers: m.export_numbers({}, by),
		number: m.export_number({}, by),
		value: m.export_value({}, by),
		time: m.export_time({}, by),
		late: m.export_late({}, by),
		source: m.export_source({}, by),
		publisher: m.export_publisher({}, by),
		notes: m.export_notes({}, by),
		method: m.export_method({}, by),
		target: m.export_target({}, by),
		mapApproval: (number: string | undefined) =>
			number ? m.briefing_map_approval_number({ number }, by) : m.briefing_map_approval({}, by),
		scenario: (name: string, id: string) => m.export_scenario({ name, id }, by),
		run: (run: { model: string; version: number; inputs: string }) => m.export_run(run, by),
		rowsCut: (count: number) => m.export_rows_cut({ count }, by),
		corrects: (id: string, note: string) => m.export_corrects({ id, note }, by),
		made: (program: string, pack: string) => m.export_made({ program, pack }, by),
		figureData: (title: string) => m.export_figure_data({ title }, by),
		data: m.export_data({}, by),
		saveArrow: m.export_save_arrow({}, by),
		present: m.export_present({}, by),
		read: m.export_read({}, by)
	};
}
