import { serve, type Endpoint } from '../rpc.ts';
import { createLiveApi } from './api.ts';

// With DOM types present `self` is typed as a window; in this file it is a worker's scope.
serve(createLiveApi(), self as unknown as Endpoint);
