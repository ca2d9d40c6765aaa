const KEY = 'cityloop-briefing-target';

/** Where the next view that is added belongs: a step whose figure it replaces. */
export interface CaptureTarget {
	readonly draft: string;
	readonly step: string;
}

/** The editor sends somebody to the map: this tab remembers for which step. */
export function rememberTarget(target: CaptureTarget): void {
	try {
		sessionStorage.setItem(KEY, JSON.stringify(target));
	} catch {
		// Storage is full or forbidden: the step is chosen by hand.
	}
}

export function rememberedTarget(): CaptureTarget | undefined {
	try {
		const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Partial<CaptureTarget> | null;
		return typeof kept?.draft === 'string' && typeof kept.step === 'string'
			? { draft: kept.draft, step: kept.step }
			: undefined;
	} catch {
		return undefined; // storage is forbidden
	}
}

export function forgetTarget(): void {
	try {
		sessionStorage.removeItem(KEY);
	} catch {
		// storage is forbidden
	}
}
