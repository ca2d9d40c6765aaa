import type { DeviceAsked, DeviceState } from '#lib/model/wall/device.ts';

/** What a machine without a wall asks its server, and where it keeps what only it knows. */
export interface PairingEffects {
	self(secret: string | undefined): Promise<DeviceState>;
	ask(): Promise<DeviceAsked>;
	readSecret(): string | undefined;
	keepSecret(secret: string | undefined): void;
	/** Its place, for a morning on which the server is not there yet. */
	keepAddress(address: string | undefined): void;
}

/** Where a machine stands: it shows a code, or goes to its place of a wall. */
export type PairingStep =
	| { readonly kind: 'code'; readonly code: string; readonly removed: boolean }
	| { readonly kind: 'go'; readonly address: string };

/** Asks once how a machine stands; it asks for a code when it has none. Throws what the server says. */
export async function pairingStep(effects: PairingEffects): Promise<PairingStep> {
	const secret = effects.readSecret();
	const state = await effects.self(secret);
	if (state.state === 'paired') {
		const address = `/wall/${state.wall}?col=${state.column}&row=${state.row}`;
		effects.keepSecret(undefined);
		effects.keepAddress(address);
		return { kind: 'go', address };
	}
	effects.keepAddress(undefined);
	if (state.state === 'waiting') return { kind: 'code', code: state.code, removed: false };
	const asked = await effects.ask();
	effects.keepSecret(asked.secret);
	return { kind: 'code', code: asked.code, removed: state.state === 'revoked' };
}
