import type { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { SCENARIO_MODELS } from '#lib/scenarios/registry.ts';
import { said } from '../../alarms/alarm-words.ts';
import { reasonOf } from '../../errors/reason-of.ts';

/** Why the server did not do something to a scenario. */
export function refusalText(error: AppError): string {
	const { details } = error;
	const of = String(details['of'] ?? '');
	switch (details['why']) {
		case 'order':
			return m.lab_refused_order();
		case 'parent':
			return m.lab_refused_parent({ name: of });
		case 'child':
			return m.lab_refused_child({ name: of });
		case 'no-run':
			return m.lab_refused_no_run();
		case 'not-converged':
			return m.lab_refused_not_converged({ model: modelTitle(of) });
		case 'not-draft':
			return m.lab_refused_not_draft();
		case 'approved':
			return m.lab_refused_approved();
		case 'stale':
			return m.lab_refused_stale();
		case 'stale-run':
			return m.lab_refused_stale_run();
		case 'not-reproduced':
			return m.lab_refused_not_reproduced();
		case 'other-pack':
			return m.lab_refused_other_pack();
		default:
			return reasonOf(error);
	}
}

/** What a model is called; its id where this page does not know it. */
export function modelTitle(id: string): string {
	const model = SCENARIO_MODELS.find((known) => known.id === id);
	return model ? said(model.title) : id;
}
