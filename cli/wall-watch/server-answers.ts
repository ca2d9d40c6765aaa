/** Whether a server of ours is there: any answer will do. */
export const serverAnswers = (url: string): Promise<boolean> =>
	fetch(new URL('/api/health', url), { signal: AbortSignal.timeout(3000) }).then(
		() => true,
		() => false
	);
