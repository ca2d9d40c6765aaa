import { afterEach, expect, test, vi } from 'vitest';
import { saveFile } from './save-file.ts';

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

test('a file stays where the browser takes it from for a while after the click', () => {
	vi.useFakeTimers();
	const revoked = vi.spyOn(URL, 'revokeObjectURL');
	const link = { href: '', download: '', click: vi.fn() };
	vi.stubGlobal('document', { createElement: () => link });
	saveFile(new Blob(['a']), 'a.csv');
	expect([link.download, link.click.mock.calls.length]).toEqual(['a.csv', 1]);
	vi.advanceTimersByTime(30_000);
	expect(revoked).not.toHaveBeenCalled();
	vi.advanceTimersByTime(60_000);
	expect(revoked).toHaveBeenCalledWith(link.href);
});
