import { AppError } from '#lib/model/errors.ts';
import { operator } from '#lib/state/operator.svelte.ts';
import type { Desk } from '#lib/state/desk.svelte.ts';
import type { DraftServer } from '../edit/draft-keeper.ts';

/** How a scenario's draft reaches the server: in the operator's name, who is asked for it once. */
export function draftServer(
	id: string,
	{ scenarios, acting }: Pick<Desk, 'scenarios' | 'acting'>
): DraftServer {
	return {
		async keep(draft, rev) {
			if (operator.name === '') {
				acting.ask();
				throw new AppError('UNAUTHORIZED', { message: 'Say who you are, then keep it again.' });
			}
			try {
				return await scenarios.keep(id, draft, rev, operator.name, operator.token);
			} catch (thrown) {
				const status = AppError.from(thrown).details['status'];
				if (status === 401 || status === 403) acting.ask();
				throw thrown;
			}
		},
		load: () => scenarios.load(id)
	};
}
