import type { Alarm } from '#lib/model/alarm.ts';
import { AppError } from '#lib/model/errors.ts';
import { operator } from './operator.svelte.ts';

/** Something a person does on the server: in whose name, with which right. */
export type Act = (by: string, token: string | undefined) => Promise<void>;

/** What is asked before an act goes on. */
export interface OperatorQuestion {
	/** The server refused for want of a right. */
	readonly token: boolean;
	readonly then: (() => void) | undefined;
}

const isForWantOfRight = ({ details }: AppError): boolean =>
	details['status'] === 401 || details['status'] === 403;

/** Acts of the person at this page: asks for a name once, and for a token when the server does. */
export class Acting {
	#question = $state.raw<OperatorQuestion | undefined>();
	#error = $state.raw<AppError | undefined>();
	#busy = $state(0);
	/** The alarm that is to be shelved, while its form is open. */
	shelving = $state.raw<Alarm | undefined>();

	/** The form that asks who acts is open while there is one. */
	get question(): OperatorQuestion | undefined {
		return this.#question;
	}
	/** Why the last act failed; undefined when it did not. */
	get error(): AppError | undefined {
		return this.#error;
	}
	get busy(): boolean {
		return this.#busy > 0;
	}

	/** Does it, first asking for what is missing. `named`: the act says who did it. */
	attempt(act: Act, named = true): void {
		if (named && operator.name === '') {
			this.#question = { token: false, then: () => this.attempt(act) };
			return;
		}
		this.#error = undefined;
		this.#busy++;
		act(operator.name, operator.token)
			.catch((thrown: unknown) => {
				this.#error = AppError.from(thrown);
				if (isForWantOfRight(this.#error))
					this.#question = { token: true, then: () => this.attempt(act, named) };
			})
			.finally(() => this.#busy--);
	}
	/** Opens the form without an act. */
	ask(): void {
		this.#question = { token: operator.token !== undefined, then: undefined };
	}
	/** The form was answered: what waited for it goes on. */
	answer(name: string, token: string | undefined): void {
		const { then } = this.#question ?? {};
		operator.name = name;
		if (token !== undefined) operator.token = token;
		this.#question = undefined;
		if (operator.name !== '') then?.();
	}
	dismiss(): void {
		this.#question = undefined;
	}
	/** Something that was done without asking failed: it is said like the rest. */
	fail(thrown: unknown): void {
		this.#error = AppError.from(thrown);
	}
	forgetError(): void {
		this.#error = undefined;
	}
}
